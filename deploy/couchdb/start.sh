#!/bin/sh
# Starts CouchDB with its password and secret from files. The image takes them from the environment alone, where every process of the
# container and whoever may inspect it can read them.
# NODE: the name of this node of a cluster; without it the node is alone.
set -eu
umask 077
etc=/opt/couchdb/etc/local.d

{
	printf '[admins]\nadmin = %s\n' "$(cat /run/secrets/couchdb_password)"
	printf '[chttpd_auth]\nsecret = %s\n' "$(cat /run/secrets/couchdb_secret)"
} > "$etc/docker.ini"

cat /opt/couchdb/etc/vm.args > "$etc/vm.args"
if [ -n "${NODE:-}" ]; then
	printf -- '-name couchdb@%s\n-setcookie %s\n' "$NODE" "$(cat /run/secrets/erlang_cookie)" >> "$etc/vm.args"
else
	# without a name CouchDB cannot say which engine it has; nobody else is to reach it by that name
	cookie=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
	printf -- '-name couchdb@127.0.0.1\n-setcookie %s\n' "$cookie" >> "$etc/vm.args"
	printf -- '-kernel inet_dist_use_interface {127,0,0,1}\n' >> "$etc/vm.args"
	export ERL_EPMD_ADDRESS=127.0.0.1
fi
export COUCHDB_ARGS_FILE="$etc/vm.args"
exec /opt/couchdb/bin/couchdb
