"""Let the database itself refuse to change or delete an audit record."""

from django.db import migrations

TABLE = "accounts_auditrecord"

SQLITE_ON = tuple(
    f"""CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON {TABLE}
        BEGIN SELECT RAISE(ABORT, 'An audit record is written once.'); END"""
    for verb in ("update", "delete")
)
SQLITE_OFF = tuple(f"DROP TRIGGER IF EXISTS audit_no_{verb}" for verb in ("update", "delete"))
POSTGRESQL_ON = (
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'An audit record is written once.'; END $$""",
    f"""CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
)
POSTGRESQL_OFF = (f"DROP TRIGGER IF EXISTS audit_append_only ON {TABLE}", "DROP FUNCTION IF EXISTS audit_refuse()")

ON = {"sqlite": SQLITE_ON, "postgresql": POSTGRESQL_ON}
OFF = {"sqlite": SQLITE_OFF, "postgresql": POSTGRESQL_OFF}


def switch_on(apps, schema_editor):
    for statement in ON.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement)


def switch_off(apps, schema_editor):
    for statement in OFF.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(switch_on, switch_off)]
