"""The dresses of a certificate: made once at issue, kept as bytes, never made again."""

from django.db import models


class CertificateFiles(models.Model):
    """The signed JSON, and the PDF and badges that carry it; apart, so that lists of certificates never load them."""

    certificate = models.OneToOneField("Certificate", primary_key=True, on_delete=models.CASCADE, related_name="files")
    credential = models.TextField()
    pdf = models.BinaryField()
    png = models.BinaryField()
    svg = models.TextField()

    class Meta:
        verbose_name_plural = "certificate files"

    def __str__(self) -> str:
        return f"Files of {self.certificate_id}"
