#ifndef BINDERY_BENCHMARKS_LOOPBACK_SETTINGS_HPP
#define BINDERY_BENCHMARKS_LOOPBACK_SETTINGS_HPP

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace loopback {

/// How a client loads a server on this machine: `CLIENT plain|tls PORT IN_FLIGHT SECONDS THREADS`.
struct settings {
    bool tls;
    unsigned short port;
    unsigned in_flight;                 ///< calls at once over all threads; 0: one blocking call after the other
    std::chrono::duration<double> time; ///< 0: as many calls as are in flight, once
    unsigned threads;

    settings(int argc, char** argv) {
        if (argc != 6) {
            std::fprintf(stderr, "usage: %s plain|tls PORT IN_FLIGHT SECONDS THREADS\n", argv[0]);
            std::exit(2);
        }
        tls = std::string_view(argv[1]) == "tls";
        port = static_cast<unsigned short>(std::stoul(argv[2]));
        in_flight = static_cast<unsigned>(std::stoul(argv[3]));
        time = std::chrono::duration<double>(std::stod(argv[4]));
        threads = static_cast<unsigned>(std::stoul(argv[5]));
    }
};

} // namespace loopback

#endif
