variable "image" {
  type        = string
  description = "Image of the forecast machine"
}
