import type { Account } from './accounts.js';

const LOCK_MINUTES = 15;

/** After five failures an account rests for a while. */
export function isLocked(account: Account, now: number, lockMinutes = LOCK_MINUTES): boolean {
  if (account.failures < 5) return false;
  const minutes = (now - account.lastFailure) / 60_000;
  return minutes < lockMinutes;
}
