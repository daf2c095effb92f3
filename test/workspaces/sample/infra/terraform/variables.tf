variable "image" {
  type        = string
  description = "Image of the forecast machine"
}

variable "districts" {
  type        = list(string)
  description = "Parts of the city, each with a van of its own"
}
