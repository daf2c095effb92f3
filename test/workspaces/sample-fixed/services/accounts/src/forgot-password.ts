import type { Request, Response } from 'express';
import { findAccount, sendResetMail } from './accounts.js';

export async function forgotPassword(req: Request, res: Response): Promise<void> {
  const account = await findAccount(req.body.email);
  if (account) await sendResetMail(account);
  res.json({ message: 'If we know that address, a link is on its way.' });
}
