# reach.pl serve tcp/7001 udp/7001...: takes every connection and echoes every datagram, in both families; at ADDRESSES
# alone where that is set, so that a host with several addresses answers from the one that was asked.
# reach.pl ask: reads "tcp 10.42.0.5 7001" lines and then a line with a number of seconds; writes one line with a 1 for
# whoever took the connection or answered the datagram within that time and a 0 for the others; and so on until the end.
use strict;
use warnings;
use Errno;
use Fcntl;
use IO::Select;
use Socket qw(:DEFAULT inet_pton IPPROTO_IPV6 IPV6_V6ONLY pack_sockaddr_in6);
use Time::HiRes qw(time);

# A question for the root's name servers: the echo does not care, and a name server answers.
my $datagram = pack("n6", 53, 0, 1, 0, 0, 0) . pack("C n n", 0, 2, 1);

sub without_waiting {
    my ($socket) = @_;
    fcntl($socket, F_SETFL, fcntl($socket, F_GETFL, 0) | O_NONBLOCK) or die "fcntl: $!";
    return $socket;
}

sub listener {
    my ($address, $protocol, $port) = @_;
    my $family = $address =~ /:/ ? AF_INET6 : AF_INET;
    my $here = inet_pton($family, $address);
    socket(my $socket, $family, $protocol eq "udp" ? SOCK_DGRAM : SOCK_STREAM, 0) or die "socket: $!";
    setsockopt($socket, SOL_SOCKET, SO_REUSEADDR, 1);
    setsockopt($socket, IPPROTO_IPV6, IPV6_V6ONLY, 0) if $address eq "::";
    bind($socket, $family == AF_INET ? sockaddr_in($port, $here) : pack_sockaddr_in6($port, $here))
        or die "bind to $address $port: $!";
    $protocol eq "udp" or listen($socket, SOMAXCONN) or die "listen: $!";
    return without_waiting($socket);
}

sub serve {
    my @ports = map { [split m{/}] } @_;
    my @addresses = split /,/, $ENV{ADDRESSES} || "::";
    my $select = IO::Select->new(map { my $address = $_; map { listener($address, @$_) } @ports } @addresses);
    while (1) {
        for my $socket ($select->can_read) {
            my $datagrams = unpack("i", getsockopt($socket, SOL_SOCKET, SO_TYPE)) == SOCK_DGRAM;
            if ($datagrams) {
                my $from = recv($socket, my $text, 512, 0);
                send($socket, $text, 0, $from) if defined $from;
            } elsif (accept(my $connection, $socket)) {
                close $connection;
            }
        }
    }
}

sub start {
    my ($protocol, $address, $port) = split " ", shift;
    my $family = $address =~ /:/ ? AF_INET6 : AF_INET;
    socket(my $socket, $family, $protocol eq "udp" ? SOCK_DGRAM : SOCK_STREAM, 0) or die "socket: $!";
    without_waiting($socket);
    my $there = inet_pton($family, $address);
    my $going = connect($socket, $family == AF_INET ? sockaddr_in($port, $there) : pack_sockaddr_in6($port, $there))
        || $!{EINPROGRESS};
    send($socket, $datagram, 0) if $protocol eq "udp" && $going;
    return { socket => $socket, datagrams => $protocol eq "udp", going => $going, reached => 0 };
}

# What became of it, now that there is something to read or to write.
sub finish {
    my ($call) = @_;
    $call->{reached} =
        $call->{datagrams}
        ? defined recv($call->{socket}, my $text, 512, 0)
        : unpack("i", getsockopt($call->{socket}, SOL_SOCKET, SO_ERROR)) == 0;
}

sub ask {
    my ($seconds, @questions) = @_;
    my @calls = map { start($_) } @questions;
    my %by_number = map { fileno($_->{socket}) => $_ } @calls;
    my ($readers, $writers) = (IO::Select->new, IO::Select->new);
    ($_->{datagrams} ? $readers : $writers)->add($_->{socket}) for grep { $_->{going} } @calls;
    my $end = time + $seconds;
    while ($readers->count + $writers->count && (my $left = $end - time) > 0) {
        my ($readable, $writable) = IO::Select->select($readers, $writers, undef, $left) or last;
        for my $socket (@$readable, @$writable) {
            finish($by_number{ fileno $socket });
            $readers->remove($socket);
            $writers->remove($socket);
        }
    }
    # Closed by a reset: nothing of this connection lingers, neither here nor in the node's table.
    setsockopt($_->{socket}, SOL_SOCKET, SO_LINGER, pack("ii", 1, 0)) for grep { !$_->{datagrams} } @calls;
    return join "", map { $_->{reached} ? 1 : 0 } @calls;
}

$| = 1;
my $mode = shift @ARGV;
serve(@ARGV) if $mode eq "serve";
my @questions;
while (my $line = <STDIN>) {
    chomp $line;
    if ($line =~ /^[\d.]+$/) {
        print ask($line, @questions), "\n";
        @questions = ();
    } else {
        push @questions, $line;
    }
}
