/** Business date and time here and now, as the fields of a form need them. Read once per screen. */
import { useState } from 'react';
import { dateOfInstant, timeOfInstant } from '#domain/dates.ts';
import { now } from '#renderer/now.ts';

export interface Now {
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** `HH:mm` */
  readonly time: string;
}

export function useNowOnce(): Now {
  const [at] = useState(() => {
    const instant = now();
    return { today: dateOfInstant(instant), time: timeOfInstant(instant) };
  });
  return at;
}
