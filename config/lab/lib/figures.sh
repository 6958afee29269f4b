# Shared by the benchmarks: clock, median, and what the operator's processes weigh. NODE names the node.

now() { echo $(($(date +%s%N) / 1000000)); }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# resident: MB of the replica that leads, which is the bigger one.
resident() { docker top "$NODE" -eo pid,rss,args | awk '/esg-operator.jar operator/ { print int($2 / 1024) }' | sort -n | tail -n 1; }
