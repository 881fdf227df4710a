#!/bin/sh
# ogr2ogr into a table of its own, GiST index included: import-ogr2ogr.sh CONNECTION FILE [options of the format]
connection=$1 file=$2
shift 2
exec ogr2ogr -f PostgreSQL "PG:$connection" "$file" -nln theirs -overwrite -a_srs EPSG:4490 --config PG_USE_COPY YES "$@"
