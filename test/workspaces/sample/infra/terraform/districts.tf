# One queue for each district, read by the vans.
resource "aws_sqs_queue" "district" {
  count = length(var.districts)
  name  = var.districts[count.index]
}

resource "aws_ssm_parameter" "districts" {
  name  = "districts"
  type  = "String"
  value = "written ${timestamp()}"
}

module "alarms" {
  source = "terraform-aws-modules/cloudwatch/aws"
}

module "vans" {
  source = "./modules/vans"
}
