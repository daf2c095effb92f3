import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Session, type Host } from './support/session.js';

const FILES = {
  'pipeline/rows.py': 'import pandas as pd\n\ndf = pd.read_csv("trips.csv")\nfor i, row in df.iterrows():\n    print(row["minutes"])\n',
  'pipeline/fetch.py': 'import requests\n\n\ndef load(url):\n    return requests.get(url, verify=False)\n',
  'pipeline/open.py': 'import time\n\n\ndef is_open(shop):\n    return shop.opens < time.time()\n',
  'requirements.txt': 'pandas==2.2.3\npolars==1.9.0\n',
};

describe.each<Host>(['desktop', 'web'])('guidance in the %s extension host', (host) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host, files: FILES });
  });

  afterAll(async () => {
    await session.stop();
  });

  test('squiggle and hover', async () => {
    const { workbench } = session;
    const editor = await workbench.open('pipeline/rows.py');
    await editor.squiggles('warning', 1);
    await editor.goTo(4, 6);
    const text = await editor.hover('Loop over the rows of df');
    expect(text).toContain('Measured');
    expect(text).toContain('polars/row-loop');
    await workbench.picture('hover');
  });
});
