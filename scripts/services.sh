#!/bin/sh
# Makes sure that PostgreSQL answers on 127.0.0.1:5432 with a database "test"; installs and starts it through apt where it may.
set -eu
answers() { .venv/bin/python -c "import psycopg; psycopg.connect('postgresql://postgres@127.0.0.1:5432/test', connect_timeout=3)" 2>/dev/null; }
cd "$(dirname "$0")/.."
answers && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "services: installing PostgreSQL through apt"
    { apt-get update && apt-get install -y postgresql; } >/dev/null 2>&1 || true
    version=$(ls /etc/postgresql 2>/dev/null | tail -n 1)
    if [ -n "$version" ]; then
        sed -i 's/^\(host.*127\.0\.0\.1\/32.*\)scram-sha-256$/\1trust/' "/etc/postgresql/$version/main/pg_hba.conf"
        pg_ctlcluster --skip-systemctl-redirect "$version" main restart || pg_ctlcluster --skip-systemctl-redirect "$version" main start || true
        tries=0
        while [ $tries -lt 20 ] && ! su postgres -c "psql -qc 'select 1'" >/dev/null 2>&1; do tries=$((tries + 1)); sleep 0.5; done
        su postgres -c "createdb test" 2>/dev/null || true
    fi
fi
answers && exit 0
echo "PostgreSQL does not answer on 127.0.0.1:5432 as user postgres (trust), database test. Install and start it, then try again." >&2
exit 1
