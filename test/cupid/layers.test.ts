import { describe, expect, test } from 'vitest';
import { layeredFolders } from '../../src/cupid/layers.js';

const LAYERED = ['src/controllers/bike-controller.ts', 'src/controllers/fare-controller.ts', 'src/models/bike.ts', 'src/services/bike-service.ts', 'src/services/fare-service.ts', 'src/utils/dates.ts', 'src/jobs/bike-check.ts'];

describe('folders named after layers (D8)', () => {
  test('are told with the same files by word of the domain', () => {
    expect(layeredFolders(LAYERED, ['bike', 'fare'])).toEqual({
      layers: ['src/controllers', 'src/jobs', 'src/models', 'src/services', 'src/utils'],
      folders: 5,
      imposedBy: undefined,
      byWord: [
        { word: 'bike', files: ['src/controllers/bike-controller.ts', 'src/jobs/bike-check.ts', 'src/models/bike.ts', 'src/services/bike-service.ts'] },
        { word: 'fare', files: ['src/controllers/fare-controller.ts', 'src/services/fare-service.ts'] },
      ],
    });
  });

  test('are put down to the framework that makes them', () => {
    expect(layeredFolders(['manage.py', ...LAYERED], ['bike'])?.imposedBy).toBe('Django');
    expect(layeredFolders(['next.config.js', ...LAYERED], ['bike'])?.imposedBy).toBe('Next.js');
  });

  test.each([
    ['a folder named after a word of the domain', [...LAYERED, 'src/bikes/bike.ts'], ['bike']],
    ['other words in most folders', ['src/models/a.ts', 'src/rental/a.ts', 'src/billing/a.ts', 'src/maps/a.ts', 'src/utils/a.ts'], []],
    ['a handful of files', ['src/models/bike.ts', 'src/services/bike.ts'], ['bike']],
  ])('are not told of %s', (_what, paths, words) => {
    expect(layeredFolders(paths, words)).toBeUndefined();
  });
});
