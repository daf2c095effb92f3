# Sends vans to the stations that run empty; two machines, day and night.
resource "aws_instance" "dispatch" {
  count         = 2
  ami           = var.image
  instance_type = "m6g.large"
}
