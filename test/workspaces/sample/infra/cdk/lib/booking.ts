import { Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { busy, onArm, trip } from './parts.js';

/** Books a bike, ends the trip and takes the money. */
export class Booking extends Stack {
  public requests: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id, { env: { account: '204817204817', region: 'eu-north-1' } });
    new Table(this, 'Trips', { partitionKey: trip });
    this.requests = new Queue(this, 'Queue1');
    new Queue(this, 'Confirmations');
    new Queue(this, 'Payments');
    new Queue(this, 'Refunds');
    new Topic(this, 'Booked');
    new Topic(this, 'Ended', { displayName: process.env.CITY });
    new Topic(this, 'Paid');
    new NodejsFunction(this, 'Book', onArm);
    new NodejsFunction(this, 'End', onArm);
    new NodejsFunction(this, 'Pay', onArm);
    new Alarm(this, 'ManyRequests', busy);
    new Alarm(this, 'ManyPayments', busy);
    new Alarm(this, 'ManyRefunds', busy);
  }
}
