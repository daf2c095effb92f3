import type { Request, Response } from 'express';
import { checkPassword, findAccount } from './accounts.js';
import { isLocked } from './lock.js';

export async function signIn(req: Request, res: Response): Promise<void> {
  const account = await findAccount(req.body.email);
  const known = account !== undefined && !isLocked(account) && (await checkPassword(account, req.body.password));
  if (!known) {
    res.status(401).json({ error: 'Email address or password is wrong.' });
    return;
  }
  res.json({ id: account.id });
}
