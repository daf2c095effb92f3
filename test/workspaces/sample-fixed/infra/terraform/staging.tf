resource "aws_instance" "dispatch" {
  ami           = var.image
  instance_type = "t4g.medium"
}

resource "aws_instance" "simulation" {
  ami           = var.image
  instance_type = "m6g.xlarge"
}

resource "aws_db_instance" "simulation" {
  identifier        = "simulation"
  engine            = "postgres"
  instance_class    = "db.m6g.large"
  allocated_storage = 50
  multi_az          = false
}
