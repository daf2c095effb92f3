import { readFileSync } from 'node:fs';
import https from 'node:https';

const agent = new https.Agent({ keepAlive: true, ca: readFileSync('/etc/tulip/ca.pem') });

/** Asks the directory, which knows every account. */
export function request<Answer>(path: string, body: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = https.request({ host: 'directory.internal', path, method: 'POST', agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as Answer));
    });
    call.on('error', reject);
    call.end(JSON.stringify(body));
  });
}
