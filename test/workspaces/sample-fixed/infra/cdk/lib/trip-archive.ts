import { CfnOutput, Duration, RemovalPolicy, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

interface ArchiveProps extends StackProps {
  readonly release: string;
}

/** Keeps raw trips for as long as the law asks. */
export class TripArchive extends Stack {
  constructor(scope: Construct, id: string, props: ArchiveProps) {
    super(scope, id, props);
    Tags.of(this).add('release', props.release);
    const raw = new s3.Bucket(this, 'RawTrips', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ expiration: Duration.days(3 * 365) }],
    });
    const exports = new s3.Bucket(this, 'Exports', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      lifecycleRules: [{ expiration: Duration.days(90) }],
    });
    new CfnOutput(this, 'RawTripsName', { value: raw.bucketName });
    new CfnOutput(this, 'ExportsName', { value: exports.bucketName });
  }
}
