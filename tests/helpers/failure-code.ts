import { isFailure, type FailureCode } from '#domain/failure.ts';

/** The code of the Failure that `work` ends with; null when it succeeds. A bug is thrown on. */
export async function failureCode(work: () => unknown): Promise<FailureCode | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (isFailure(error)) return error.code;
    throw error;
  }
}
