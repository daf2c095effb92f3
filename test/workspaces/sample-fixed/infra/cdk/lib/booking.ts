import { Stack, type StackProps } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { WatchedQueue } from './watched-queue.js';
import { onArm } from './parts.js';

interface BookingProps extends StackProps {
  readonly city: string;
}

/** Books a bike, ends the trip and takes the money. */
export class Booking extends Stack {
  public readonly requests: WatchedQueue;

  constructor(scope: Construct, id: string, props: BookingProps) {
    super(scope, id, props);
    this.requests = new WatchedQueue(this, 'Requests');
    new WatchedQueue(this, 'Payments');
    new WatchedQueue(this, 'Refunds');
    new Topic(this, 'Booked');
    new Topic(this, 'Ended', { displayName: props.city });
    new Topic(this, 'Paid');
    new NodejsFunction(this, 'Book', onArm);
    new NodejsFunction(this, 'End', onArm);
    new NodejsFunction(this, 'Pay', onArm);
  }
}
