# ldap.pl PORT: answers any LDAP search with message number 1 by "done, success" (RFC 4511 section 4.5.2), in both families.
use strict;
use warnings;
use IO::Socket::IP;

my $listening = IO::Socket::IP->new(LocalHost => '::', LocalPort => $ARGV[0], Listen => 64, V6Only => 0, ReuseAddr => 1)
    or die "ldap.pl: $@";
while (my $asking = $listening->accept) {
    if (sysread($asking, my $question, 4096)) {
        syswrite($asking, pack('H*', '300c02010165070a010004000400'));
        sysread($asking, $question, 4096);
    }
    close $asking;
}
