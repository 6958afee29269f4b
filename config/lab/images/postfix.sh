# Sourced by the builds of images with a postfix: "${postfix[@]}" are their options for rootfs.
# What they have in common is appended to the image's own main.cf and master.cf: mail is taken and thrown away.

export POSTFIX_MAIN='
compatibility_level = 3.6
maillog_file = /dev/stdout
inet_protocols = all
inet_interfaces = all
mynetworks =
local_recipient_maps =
local_transport = discard:lab
alias_maps =
smtpd_peername_lookup = no
smtpd_tls_security_level = may'

export POSTFIX_MASTER='
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
tlsmgr    unix - - n 1000? 1 tlsmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
flush     unix n - n 1000? 0 flush
proxymap  unix - - n - - proxymap
error     unix - - n - - error
retry     unix - - n - - error
discard   unix - - n - - discard
anvil     unix - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd'

postfix=(
    --essential-hook='echo "postfix postfix/main_mailer_type select No configuration" | chroot "$1" debconf-set-selections'
    --customize-hook='echo "$POSTFIX_MAIN" >>"$1/etc/postfix/main.cf"; echo "$POSTFIX_MASTER" >>"$1/etc/postfix/master.cf"'
)
