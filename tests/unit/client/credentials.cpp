#include <bindery/client/credentials.hpp>
#include <bindery/provider/all.hpp>
#include <bindery/signing/credentials.hpp>

#include <doctest/doctest.h>
#include <support/result.hpp>

#include <cstdlib>
#include <tuple>

using namespace bindery;

namespace {

const protocol::provider& one = provider::tencent::instance();
const protocol::provider& other = provider::alibaba::instance();

} // namespace

TEST_CASE("credentials: given ones serve every provider") {
    const credentials given("id", "key", "token");
    for (const auto* cloud : {&one, &other}) {
        const auto who = given.get(*cloud);
        REQUIRE(who);
        CHECK((*who)->secret_id == "id");
        CHECK((*who)->secret_key.reveal() == "key");
        CHECK((*who)->token.reveal() == "token");
    }
}

TEST_CASE("credentials: the environment is read under each provider's own names") {
    const auto names = other.variables();
    ::setenv(std::string(names.secret_id).c_str(), "from-env", 1);
    ::setenv(std::string(names.secret_key).c_str(), "key-env", 1);
    ::unsetenv(std::string(names.token).c_str());
    ::unsetenv(std::string(one.variables().secret_id).c_str());
    const credentials environment = credentials::from_environment();

    const auto there = environment.get(other);
    REQUIRE(there);
    CHECK((*there)->secret_id == "from-env");
    CHECK((*there)->token.empty());

    const auto missing = environment.get(one);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == errc::credentials);
    CHECK(missing.error().message.find(one.variables().secret_id) != std::string::npos);

    // What was read once is kept, so that a call does not race with setenv.
    ::unsetenv(std::string(names.secret_id).c_str());
    CHECK(environment.get(other));
    ::unsetenv(std::string(names.secret_key).c_str());
}

TEST_CASE("credentials: a function decides for every call") {
    int asked = 0;
    const credentials changing([&](const protocol::provider& cloud) -> result<credentials::known> {
        ++asked;
        if (&cloud == &other)
            return error{errc::credentials, "none for this one"};
        return std::make_shared<const signing::credentials>(signing::credentials{"id" + std::to_string(asked), "key"});
    });
    CHECK((*changing.get(one))->secret_id == "id1");
    CHECK((*changing.get(one))->secret_id == "id2");
    CHECK(changing.get(other).error().message == "none for this one");
}

TEST_CASE(
    "credentials: blanks and line ends around an id, key or token are told by name, and never which text it was") {
    const auto refused = [](const credentials& given, const std::string& name) {
        const auto who = given.get(other);
        REQUIRE_FALSE(who);
        CHECK(who.error() == errc::credentials);
        CHECK(to_string(who.error()).find(name) != std::string::npos);
        CHECK(to_string(who.error()).find("s3cret") == std::string::npos);
    };
    const auto names = other.variables();
    for (const std::string padded : {" s3cret", "s3cret ", "s3cret\n", "s3cret\r\n", "\ts3cret", "\x7Fs3cret", " ",
                                     "\xC2\xA0s3cret", "s3cret\xE2\x80\x8B", "\xEF\xBB\xBFs3cret"}) {
        CAPTURE(padded);
        refused(credentials(padded, "key", "token"), "secret id");
        refused(credentials("id", padded, "token"), "secret key");
        refused(credentials("id", "key", padded), "token");
        refused(credentials([&](const protocol::provider&) -> result<credentials::known> {
                    return std::make_shared<const signing::credentials>(signing::credentials{"id", padded});
                }),
                "secret key");
        for (const std::string_view one_of_them : {names.secret_id, names.secret_key, names.token}) {
            for (const std::string_view each : {names.secret_id, names.secret_key, names.token})
                ::setenv(std::string(each).c_str(), each == one_of_them ? padded.c_str() : "good", 1);
            refused(credentials::from_environment(), std::string(one_of_them) + " has blanks or line ends around it");
        }
    }
    for (const std::string_view each : {names.secret_id, names.secret_key, names.token})
        ::unsetenv(std::string(each).c_str());
    CHECK(credentials("id", "a key with blanks in it").get(other));
    CHECK(credentials("id", "\xC3\xA9").get(other));
    refused(credentials([](const protocol::provider&) { return result<credentials::known>(nullptr); }),
            "there are none");
}

TEST_CASE("credentials: empty ones are told, not signed with") {
    for (const auto& [id, key, told] :
         {std::tuple("", "key", "the secret id is empty"), std::tuple("id", "", "the secret key is empty")}) {
        const auto who = credentials(id, key).get(one);
        REQUIRE_FALSE(who);
        CHECK(to_string(who.error()) == std::string("no usable credentials: ") + told);
    }
}

namespace {

/// A cloud that does not sign.
struct unsigned_cloud final : protocol::provider {
    std::string_view name() const noexcept override { return "open"; }
    protocol::credential_variables variables() const noexcept override { return {}; }
    bool signs() const noexcept override { return false; }
    std::unique_ptr<protocol::request_writer> make_writer() const override { return nullptr; }
    result<void> read_response(const protocol::response&, const reflect::structure&, void*,
                               const protocol::answer_options&) const override {
        return {};
    }
    bool is_throttled(const error&) const noexcept override { return false; }
};

} // namespace

TEST_CASE("credentials: an anonymous client calls what does not sign, and what signs refuses it by name") {
    const credentials nobody = anonymous;
    const auto who = nobody.get(unsigned_cloud{});
    REQUIRE(who);
    CHECK((*who)->secret_id.empty());
    CHECK(to_string(nobody.get(one).error()) ==
          "no usable credentials: tencent signs its requests, and the client is anonymous");
    CHECK(to_string(nobody.get(other).error()) ==
          "no usable credentials: alibaba signs its requests, and the client is anonymous");
}
