resource "aws_security_group" "forecast" {
  name        = "forecast"
  description = "The forecast answers to the planning service alone"

  ingress {
    from_port       = 8443
    to_port         = 8443
    protocol        = "tcp"
    security_groups = [aws_security_group.planning.id]
  }
}

resource "aws_security_group" "planning" {
  name        = "planning"
  description = "Where the planners work"

  ingress {
    description = "Remote desktops of the planners"
    from_port   = 3389
    to_port     = 3389
    protocol    = "tcp"
    cidr_blocks = ["10.20.0.0/16"]
  }
}
