resource "aws_lambda_function" "receipts" {
  function_name = "receipts"
  role          = aws_iam_role.receipts.arn
  runtime       = "python3.13"
  handler       = "receipts.handler"
  filename      = "receipts.zip"
}

resource "aws_cloudwatch_log_group" "receipts" {
  name = "/aws/lambda/receipts"
}

resource "aws_db_instance" "receipts" {
  identifier        = "receipts"
  engine            = "postgres"
  instance_class    = "db.m5.large"
  allocated_storage = 200
  multi_az          = true
}
