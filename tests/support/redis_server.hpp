#ifndef BINDERY_TESTS_SUPPORT_REDIS_SERVER_HPP
#define BINDERY_TESTS_SUPPORT_REDIS_SERVER_HPP

// A redis-server of the test's own: on a free port of this machine, in a folder that goes with it.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <hiredis/hiredis.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/// Leaves the test when there is none.
#define BINDERY_NEEDS_REDIS(server)                                                                                    \
    if (!(server)) {                                                                                                   \
        MESSAGE("redis-server is not installed: left out");                                                            \
        return;                                                                                                        \
    }

namespace bindery::tests {

class redis_server {
public:
    /// Null when there is no such program here.
    static std::unique_ptr<redis_server> start(const std::string& password = {}) {
        if (!is_installed())
            return nullptr;
        std::unique_ptr<redis_server> made(new redis_server(password));
        made->run();
        return made;
    }
    ~redis_server() {
        kill();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    std::string port() const { return std::to_string(port_); }

    /// Without a chance to say goodbye.
    void kill() {
        if (process_ <= 0)
            return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = 0;
    }
    void suspend() const { ::kill(process_, SIGSTOP); }
    void resume() const { ::kill(process_, SIGCONT); }

    /// On the same port as before.
    void run() {
        std::vector<std::string> words{"redis-server", "--port", port(),  "--bind", "127.0.0.1", "--save",        "",
                                       "--appendonly", "no",     "--dir", folder_,  "--logfile", folder_ + "/log"};
        if (!password_.empty())
            words.insert(words.end(), {"--requirepass", password_});
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        process_ = ::fork();
        if (process_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL); // it does not outlive a test that crashed
            ::execvp(arguments[0], arguments.data());
            ::_exit(127);
        }
        boost::asio::io_context context;
        const boost::asio::ip::tcp::endpoint at(boost::asio::ip::address_v4::loopback(), port_);
        for (int i = 0; i != 2000; ++i) {
            boost::system::error_code failure;
            boost::asio::ip::tcp::socket(context).connect(at, failure);
            if (!failure)
                return;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        throw std::runtime_error("redis-server does not listen");
    }

    /// What a command of these words answers; by hiredis itself.
    std::vector<std::string> ask(const std::vector<std::string>& words) const {
        const std::unique_ptr<redisContext, void (*)(redisContext*)> link(::redisConnect("127.0.0.1", port_),
                                                                          ::redisFree);
        std::vector<const char*> texts;
        std::vector<std::size_t> sizes;
        for (const std::string& word : words) {
            texts.push_back(word.data());
            sizes.push_back(word.size());
        }
        const std::unique_ptr<void, void (*)(void*)> owned(
            ::redisCommandArgv(link.get(), static_cast<int>(words.size()), texts.data(), sizes.data()),
            ::freeReplyObject);
        std::vector<std::string> found;
        if (const auto* reply = static_cast<const redisReply*>(owned.get())) {
            if (reply->type == REDIS_REPLY_INTEGER)
                found.push_back(std::to_string(reply->integer));
            else if (reply->str != nullptr)
                found.emplace_back(reply->str, reply->len);
            for (std::size_t i = 0; i != reply->elements; ++i)
                found.emplace_back(reply->element[i]->str, reply->element[i]->len);
        }
        return found;
    }

private:
    explicit redis_server(std::string password) : password_(std::move(password)) {
        std::string name = (std::filesystem::temp_directory_path() / "bindery-redis-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw std::runtime_error("no temporary folder");
        folder_ = name;
        boost::asio::io_context context;
        port_ = boost::asio::ip::tcp::acceptor(context, {boost::asio::ip::address_v4::loopback(), 0})
                    .local_endpoint()
                    .port();
    }

    static bool is_installed() {
        std::string_view folders = std::getenv("PATH") != nullptr ? std::getenv("PATH") : "";
        while (!folders.empty()) {
            const std::string_view folder = folders.substr(0, folders.find(':'));
            if (std::filesystem::exists(std::filesystem::path(folder) / "redis-server"))
                return true;
            folders.remove_prefix((std::min)(folder.size() + 1, folders.size()));
        }
        return false;
    }

    std::string password_;
    std::string folder_;
    unsigned short port_ = 0;
    ::pid_t process_ = 0;
};

} // namespace bindery::tests

#endif
