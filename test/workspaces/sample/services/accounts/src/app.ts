import express from 'express';
import { forgotPassword } from './forgot-password.js';
import { signIn } from './sign-in.js';

export function createApp(): express.Express {
  const app = express();
  app.use(express.json());
  app.post('/sign-in', signIn);
  app.post('/forgot-password', forgotPassword);
  return app;
}
