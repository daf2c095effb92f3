# One queue for each district, read by the vans.
resource "aws_sqs_queue" "district" {
  for_each = toset(var.districts)
  name     = each.value
}

resource "aws_ssm_parameter" "districts" {
  name  = "districts"
  type  = "String"
  value = join(",", var.districts)
}

module "alarms" {
  source  = "terraform-aws-modules/cloudwatch/aws"
  version = "~> 5.7"
}

module "vans" {
  source = "./modules/vans"
}
