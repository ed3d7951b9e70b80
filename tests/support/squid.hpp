#ifndef BINDERY_TESTS_SUPPORT_SQUID_HPP
#define BINDERY_TESTS_SUPPORT_SQUID_HPP

// The real proxy, where it is installed. tools/install-dependencies leaves that to the user, since Debian's package
// starts a proxy of the whole machine.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace bindery::tests {

/// squid in a folder of its own. It lets everybody through, or only the user that it is told.
class squid {
public:
    static bool is_installed() { return std::filesystem::exists(program); }

    /// Both percent-encoded, as squid hands them to whoever judges.
    explicit squid(const std::string& user = {}, const std::string& password = {}) {
        std::string folder = (std::filesystem::temp_directory_path() / "bindery-squid-XXXXXX").string();
        if (::mkdtemp(folder.data()) == nullptr)
            return;
        folder_ = folder;
        std::filesystem::permissions(folder_, std::filesystem::perms::all); // squid gives up being root
        {
            boost::asio::io_context context;
            boost::asio::ip::tcp::acceptor free(context, {boost::asio::ip::address_v4::loopback(), 0});
            port_ = free.local_endpoint().port();
        }
        std::ofstream settings(folder_ / "squid.conf");
        settings << "http_port 127.0.0.1:" << port_ << "\npid_filename " << (folder_ / "pid").string() << "\ncache_log "
                 << (folder_ / "log").string() << "\ncoredump_dir " << folder_.string()
                 << "\naccess_log none\ncache deny all\npinger_enable off\nvisible_hostname test\n"
                    "shutdown_lifetime 0 seconds\n";
        if (!user.empty()) {
            std::ofstream(folder_ / "judge") << "while read -r user password; do\n[ \"$user $password\" = '" << user
                                             << ' ' << password << "' ] && echo OK || echo ERR\ndone\n";
            settings << "auth_param basic program /bin/sh " << (folder_ / "judge").string()
                     << "\nauth_param basic children 1\nacl known proxy_auth REQUIRED\nhttp_access allow known\n";
        } else {
            settings << "http_access allow all\n";
        }
        settings << "http_access deny all\n";
        settings.close();
        child_ = ::fork();
        if (child_ == 0) {
            ::execl(program, program, "-N", "-f", (folder_ / "squid.conf").c_str(), nullptr);
            ::_exit(127);
        }
        for (int i = 0; i != 1'000 && !(ready_ = answers()); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    squid(const squid&) = delete;
    ~squid() {
        if (child_ > 0) {
            ::kill(child_, SIGKILL);
            ::waitpid(child_, nullptr, 0);
        }
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    bool is_ready() const noexcept { return ready_; }
    /// As a client's options have it.
    std::string url(const std::string& user = {}) const {
        return "http://" + (user.empty() ? "" : user + '@') + "127.0.0.1:" + std::to_string(port_);
    }

private:
    static constexpr const char* program = "/usr/sbin/squid";

    bool answers() const {
        boost::asio::io_context context;
        boost::asio::ip::tcp::socket socket(context);
        boost::system::error_code failure;
        socket.connect({boost::asio::ip::address_v4::loopback(), port_}, failure);
        return !failure;
    }

    std::filesystem::path folder_;
    unsigned short port_ = 0;
    pid_t child_ = -1;
    bool ready_ = false;
};

} // namespace bindery::tests

#endif
