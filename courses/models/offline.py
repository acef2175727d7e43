"""What keeps a repeated report of a device from counting twice."""

from django.db import models


class OfflineReceipt(models.Model):
    """One thing that was done without a connection and that we have taken in, by the key that the device gave it."""

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.CASCADE, related_name="offline_receipts")
    key = models.UUIDField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "key"], name="one_receipt_per_seat_and_key")]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.key}"
