import type { Request, Response } from 'express';
import { findAccount, sendResetMail } from './accounts.js';

export async function forgotPassword(req: Request, res: Response): Promise<void> {
  const account = await findAccount(req.body.email);
  if (!account) {
    res.status(404).json({ error: 'No account with that email address' });
    return;
  }
  await sendResetMail(account);
  res.json({ message: 'We have sent you a link.' });
}
