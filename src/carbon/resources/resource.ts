import type { Span } from '../../document/position.js';
import type { Load, Storage } from '../estimate.js';

/** Where a region is written, in whatever file. */
export interface RegionPlace {
  /** The name of the region, whatever is written. */
  readonly name: string;
  readonly path: string;
  /** The text to replace when the region changes, without quotes; UTF-16 units of that file. */
  readonly span: Span;
  /** Whether a zone of the region is written, such as `us-east-1a`; another region's zones have other letters. */
  readonly isZone: boolean;
}

/** One cloud resource that draws power, as code declares it. */
export interface CloudResource {
  /** As the code calls it: `aws_instance.web`, or the id of a construct. */
  readonly name: string;
  /** What it is: `aws_instance`, `AWS::EC2::Instance`, `aws_ec2.Instance`, `Deployment`. */
  readonly type: string;
  /** As Terraform names it: `aws`, `google` or `azurerm`. */
  readonly provider: string;
  /** Undefined for storage alone, and where the type is not written out. */
  readonly machine: MachinePlace | undefined;
  /** Of each; undefined where no size is written. */
  readonly storage: Storage | undefined;
  /** How many; 1 where that is not written out. */
  readonly count: number;
  /** Undefined where it cannot be told. */
  readonly region: RegionPlace | undefined;
  /** The first words of the declaration, above which a lens may stand. */
  readonly header: Span;
  /** The whole declaration. */
  readonly span: Span;
}

/** A machine type and where this document writes it; where it comes from a variable, where that is named. */
export interface MachinePlace {
  readonly type: string;
  readonly span: Span;
}

/** What a resource draws; undefined where type or region are not known. */
export function loadOf({ provider, region, count, machine, storage }: CloudResource, regionName: string | undefined = region?.name): Load | undefined {
  if (regionName === undefined || (machine === undefined && storage === undefined)) return undefined;
  return { provider, region: regionName, count, ...(machine ? { machineType: machine.type } : {}), ...(storage ? { storage } : {}) };
}
