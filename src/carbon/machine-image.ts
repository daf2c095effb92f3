import type { DetectorContext } from '../lint/detector.js';
import { moduleTexts } from '../lint/terraform-module.js';

/** What starts from an image somebody chooses; elsewhere the provider brings the system along. */
const FROM_IMAGE = /^(?:aws_instance|aws_launch_template|aws_launch_configuration|google_compute_\w+|AWS::EC2::\w+|AWS::AutoScaling::\w+|aws_ec2\.(?:Instance|LaunchTemplate|CfnInstance)|aws_autoscaling\.\w+)$/;
/** Systems that exist for both kinds of processor, by the words their images are found with. */
const LINUX = /\b(?:al20\d\d|amzn2?|ubuntu|debian|centos|rhel|suse|alma|rocky|fedora|bottlerocket|cos-cloud)|linux/i;
const REFERENCE = /\bdata\.(aws_ami|aws_ssm_parameter|google_compute_image)\.([\w-]+)/;

/**
 * Whether a machine starts a system that is there for Arm too. An image named by its number alone, or passed in, may be
 * anything; so may one whose file nobody has looked at.
 */
export function startsLinux(context: DetectorContext, type: string, source: string): boolean {
  if (!FROM_IMAGE.test(type) || LINUX.test(source)) return true;
  const { document, surroundings } = context;
  if (document.language.id !== 'hcl') return LINUX.test(document.text);
  const [, kind, name] = REFERENCE.exec(source) ?? [];
  const others = kind === undefined ? [] : moduleTexts(document, surroundings);
  const block = [document.text, ...(others ?? [])].map((text) => text.split(`data "${kind}" "${name}"`)[1]?.split(/\n\}/, 1)[0]).find((text) => text !== undefined);
  return block !== undefined && LINUX.test(block) && !/windows/i.test(block);
}
