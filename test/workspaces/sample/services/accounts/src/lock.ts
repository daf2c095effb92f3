import type { Account } from './accounts.js';

const LOCK_MINUTES = 15;

/** After five failures an account rests for a while. */
export function isLocked(account: Account): boolean {
  if (account.failures < 5) return false;
  const minutes = (Date.now() - account.lastFailure) / 60_000;
  return minutes < Number(process.env.LOCK_MINUTES ?? LOCK_MINUTES);
}
