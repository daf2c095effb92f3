import { request } from './directory.js';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly failures: number;
  readonly lastFailure: number;
}

export async function findAccount(email: string): Promise<Account | undefined> {
  return request<Account | undefined>('/accounts', { email });
}

export async function checkPassword(account: Account, password: string): Promise<boolean> {
  return request<boolean>(`/accounts/${account.id}/check`, { password });
}

export async function sendResetMail(account: Account): Promise<void> {
  await request(`/accounts/${account.id}/reset`, {});
}
