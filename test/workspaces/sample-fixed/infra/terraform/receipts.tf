resource "aws_lambda_function" "receipts" {
  function_name = "receipts"
  role          = aws_iam_role.receipts.arn
  runtime       = "python3.13"
  handler       = "receipts.handler"
  filename      = "receipts.zip"
  architectures = ["arm64"]
}

resource "aws_cloudwatch_log_group" "receipts" {
  name              = "/aws/lambda/receipts"
  retention_in_days = 90
}

resource "aws_db_instance" "receipts" {
  identifier        = "receipts"
  engine            = "postgres"
  instance_class    = "db.m6g.large"
  allocated_storage = 200
  multi_az          = true
}
