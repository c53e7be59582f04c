/** What time it is, in milliseconds UTC. A practice branch lives behind the clock of the PC. */
let lag = 0;

export function setClockLag(ms: number): void {
  lag = ms;
}

export const now = (): number => Date.now() - lag;
