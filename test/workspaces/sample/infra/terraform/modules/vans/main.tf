provider "aws" {
  region = "eu-north-1"
}

resource "aws_sns_topic" "vans" {
  name = "vans"
}
