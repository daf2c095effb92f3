import { CfnOutput, RemovalPolicy, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Keeps raw trips for as long as the law asks. */
export class TripArchive extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    Tags.of(this).add('built-at', new Date().toISOString());
    const raw = new s3.Bucket(this, 'RawTrips', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const exports = new s3.CfnBucket(this, 'Exports', { bucketName: 'tulip-exports' });
    new CfnOutput(this, 'RawTripsName', { value: raw.bucketName });
    new CfnOutput(this, 'ExportsName', { value: exports.ref });
  }
}
