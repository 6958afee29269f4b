# The JDK that image and plugin are made with, and runtimes cut to what they use. To be sourced.

jdk() {
    local newest
    newest=$(ls -d /usr/lib/jvm/temurin-*-jdk* 2>/dev/null | sort -V | tail -n 1)
    [ -n "$newest" ] || newest=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    echo "$newest"
}

# cut_runtime JDK FOLDER MODULES [OPTION...]: a runtime of these modules. Since Java 21 the compression has another name.
cut_runtime() {
    local jdk=$1 folder=$2 modules=$3 compression=zip-6
    shift 3
    [ "$("$jdk/bin/jlink" --version | cut -d. -f1)" -ge 21 ] || compression=2
    "$jdk/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --compress "$compression" --output "$folder" "$@"
}
