# What bindery needs, in versions that are known to work. Each miss ends with the commands that mend it.

# bindery_require_found(<found> <what> <package> HINTS <lines>...)
# Stops the configuration with what is missing, what was found instead and how to install it.
function(bindery_require_found found what package)
    if(found)
        return()
    endif()
    cmake_parse_arguments(PARSE_ARGV 3 arg "" "" "HINTS")
    set(message "bindery needs ${what}.")
    if(${package}_CONSIDERED_VERSIONS)
        string(APPEND message "\nFound, but not usable: ${package} ${${package}_CONSIDERED_VERSIONS}")
    elseif(${package}_VERSION)
        string(APPEND message "\nFound, but not usable: ${package} ${${package}_VERSION}")
    endif()
    string(APPEND message "\nInstall it with one of:")
    foreach(hint IN LISTS arg_HINTS)
        string(APPEND message "\n  ${hint}")
    endforeach()
    message(FATAL_ERROR "${message}")
endfunction()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12)
    message(FATAL_ERROR "bindery needs g++ 12 or newer, this is ${CMAKE_CXX_COMPILER_VERSION}.")
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 16)
    message(FATAL_ERROR "bindery needs clang 16 or newer, this is ${CMAKE_CXX_COMPILER_VERSION}.")
endif()

find_package(Boost 1.81 QUIET CONFIG COMPONENTS headers json)
set(boost_found ${Boost_FOUND})
if(NOT TARGET Boost::json) # Boost counts as found without a component that is missing
    set(boost_found FALSE)
endif()
bindery_require_found(
    "${boost_found}" "Boost 1.81 or newer with Boost.JSON" Boost
    HINTS "Debian, Ubuntu: apt install libboost1.81-dev libboost-json1.81-dev (or a newer version of both)"
          "Fedora: dnf install boost-devel" "Arch: pacman -S boost" "macOS: brew install boost"
          "vcpkg: vcpkg install boost-describe boost-json boost-beast boost-asio boost-system"
          "Conan: boost/[>=1.81]"
)

find_package(OpenSSL 3.0 QUIET COMPONENTS SSL Crypto)
bindery_require_found(
    "${OpenSSL_FOUND}" "OpenSSL 3.0 or newer" OpenSSL
    HINTS "Debian, Ubuntu: apt install libssl-dev" "Fedora: dnf install openssl-devel" "Arch: pacman -S openssl"
          "macOS: brew install openssl@3, then -D OPENSSL_ROOT_DIR=\$(brew --prefix openssl@3)"
          "vcpkg: vcpkg install openssl" "Conan: openssl/[>=3]"
)

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

if(BINDERY_REDIS)
    include(BinderyHiredis)
    bindery_require_found(
        "${hiredis_FOUND}" "hiredis for its component redis (or -D BINDERY_REDIS=OFF)" hiredis
        HINTS "Debian, Ubuntu: apt install libhiredis-dev" "Fedora: dnf install hiredis-devel" "Arch: pacman -S hiredis"
              "macOS: brew install hiredis" "vcpkg: vcpkg install hiredis" "Conan: hiredis/[>=1.0]"
    )
endif()

if(BINDERY_GZIP)
    find_package(ZLIB 1.2 QUIET)
    bindery_require_found(
        "${ZLIB_FOUND}" "zlib for its component gzip (or -D BINDERY_GZIP=OFF)" ZLIB
        HINTS "Debian, Ubuntu: apt install zlib1g-dev" "Fedora: dnf install zlib-devel" "Arch: pacman -S zlib"
              "macOS: brew install zlib" "vcpkg: vcpkg install zlib" "Conan: zlib/[>=1.2]"
    )
endif()

if(BINDERY_BUILD_TESTS)
    find_package(doctest 2.4 QUIET CONFIG)
    bindery_require_found(
        "${doctest_FOUND}" "doctest 2.4 or newer to build its tests (or -D BINDERY_BUILD_TESTS=OFF)" doctest
        HINTS "Debian, Ubuntu: apt install doctest-dev" "Fedora: dnf install doctest-devel" "Arch: pacman -S doctest"
              "macOS: brew install doctest" "vcpkg: vcpkg install doctest" "Conan: doctest/[>=2.4]"
    )
endif()

if(BINDERY_BUILD_CODEGEN OR BINDERY_BUILD_TOOLS)
    find_package(CLI11 2.1 QUIET CONFIG)
    bindery_require_found(
        "${CLI11_FOUND}" "CLI11 2.1 or newer to build its programs (or -D BINDERY_BUILD_CODEGEN=OFF -D BINDERY_BUILD_TOOLS=OFF)" CLI11
        HINTS "Debian, Ubuntu: apt install libcli11-dev" "Fedora: dnf install cli11-devel" "Arch: pacman -S cli11"
              "macOS: brew install cli11" "vcpkg: vcpkg install cli11" "Conan: cli11/[>=2.1]"
    )
endif()

if(BINDERY_BUILD_CODEGEN)
    find_package(md4c QUIET CONFIG)
    bindery_require_found(
        "${md4c_FOUND}" "md4c to build its generator (or -D BINDERY_BUILD_CODEGEN=OFF)" md4c
        HINTS "Debian, Ubuntu: apt install libmd4c-dev libmd4c-html0-dev" "Fedora: dnf install md4c-devel" "Arch: pacman -S md4c"
              "macOS: brew install md4c" "vcpkg: vcpkg install md4c" "Conan: md4c/[>=0.4]"
    )
    find_package(LibXml2 QUIET)
    bindery_require_found(
        "${LibXml2_FOUND}" "libxml2 to build its generator (or -D BINDERY_BUILD_CODEGEN=OFF)" LibXml2
        HINTS "Debian, Ubuntu: apt install libxml2-dev" "Fedora: dnf install libxml2-devel" "Arch: pacman -S libxml2"
              "macOS: brew install libxml2" "vcpkg: vcpkg install libxml2" "Conan: libxml2/[>=2.9]"
    )
endif()
