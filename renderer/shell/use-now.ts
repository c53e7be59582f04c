/** What time it is, looked at twice a minute. */
import { useEffect, useState } from 'react';
import { now } from '#renderer/now.ts';

export function useNow(): number {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => {
      setAt(now());
    }, 30_000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return at;
}
