#ifndef BINDERY_BENCHMARKS_LOOPBACK_SERVE_HPP
#define BINDERY_BENCHMARKS_LOOPBACK_SERVE_HPP

#include <bindery/server/self_signed.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace loopback {

/// How a server is started: `SERVER plain|tls THREADS [HOLD]`. It prints its port and serves until its input ends.
struct server_settings {
    bool tls;
    unsigned threads;
    unsigned hold = 0; ///< calls that wait for each other before the first is answered

    server_settings(int argc, char** argv) {
        if (argc != 3 && argc != 4) {
            std::fprintf(stderr, "usage: %s plain|tls THREADS [HOLD]\n", argv[0]);
            std::exit(2);
        }
        tls = std::string_view(argv[1]) == "tls";
        threads = static_cast<unsigned>(std::stoul(argv[2]));
        if (argc == 4)
            hold = static_cast<unsigned>(std::stoul(argv[3]));
    }
};

inline bindery::server_tls certificate() {
    const std::vector<std::string> names{"127.0.0.1"};
    return bindery::make_self_signed(names).value();
}

inline void print_port_and_wait(unsigned short port) {
    std::printf("%d\n", port);
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
}

} // namespace loopback

#endif
