import { App } from 'aws-cdk-lib';
import { TripArchive } from '../lib/trip-archive.js';

const app = new App();
new TripArchive(app, 'TripArchive', { env: { region: 'eu-north-1' }, release: app.node.getContext('release') as string });
