terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.80"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_instance" "forecast" {
  ami           = var.image
  instance_type = "m7g.xlarge"

  tags = {
    purpose = "nightly demand forecast"
  }
}
