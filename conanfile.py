import os
import re

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import valid_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load
from conan.tools.scm import Version

required_conan_version = ">=2.0"


class BinderyConan(ConanFile):
    name = "bindery"
    license = "BSL-1.0"
    url = "https://bindery.example"
    homepage = "https://bindery.example"
    description = "Binds API reference pages into C++"
    topics = ("api", "client", "server", "code-generator", "header-only")
    settings = "os", "arch", "compiler", "build_type"
    options = {
        "compiled": [True, False], "generator": [True, False], "redis": [True, False], "gzip": [True, False], "fPIC": [True, False]
    }
    default_options = {"compiled": False, "generator": False, "redis": False, "gzip": False, "fPIC": True}
    exports_sources = "CMakeLists.txt", "cmake/*", "codegen/*", "include/*", "LICENSE"
    no_copy_source = True
    test_package_folder = "packaging/conan/test_package"

    # The header is the one place of the version.
    def set_version(self):
        header = load(self, os.path.join(self.recipe_folder, "include/bindery/version.hpp"))
        self.version = re.search(r'BINDERY_VERSION_STRING "([^"]+)"', header).group(1)

    def configure(self):
        if not self.options.compiled:
            self.options.rm_safe("fPIC")
        # With the generator in it the package is both a library and a program, which no type says.
        if self.options.compiled:
            self.package_type = "static-library"
        elif not self.options.generator:
            self.package_type = "header-library"

    def requirements(self):
        # The headers include both.
        self.requires("boost/[>=1.81 <2]", transitive_headers=True, transitive_libs=True)
        self.requires("openssl/[>=3 <4]", transitive_headers=True, transitive_libs=True)
        if self.options.redis:
            self.requires("hiredis/[>=1.0 <2]", transitive_headers=True, transitive_libs=True)
        if self.options.gzip:
            self.requires("zlib/[>=1.2 <2]", transitive_headers=True, transitive_libs=True)
        if self.options.generator:
            self.requires("cli11/[>=2.1 <3]", visible=False)
            self.requires("libxml2/[>=2.9 <3]", visible=False)
            self.requires("md4c/[>=0.4 <1]", visible=False)

    def validate(self):
        if not valid_min_cppstd(self, 20):
            found = self.settings.get_safe("compiler.cppstd", "none")
            raise ConanInvalidConfiguration(
                f"bindery needs C++20, the profile's compiler.cppstd is {found}: add -s compiler.cppstd=20 "
                "(and -s:b compiler.cppstd=20 where it is a tool), or set it in the profile"
            )
        compiler, oldest = str(self.settings.compiler), {"gcc": "12", "clang": "16"}
        if compiler in oldest and Version(self.settings.compiler.version) < oldest[compiler]:
            raise ConanInvalidConfiguration(
                f"bindery needs {compiler} {oldest[compiler]} or newer, this is {self.settings.compiler.version}"
            )

    @property
    def builds(self):
        return bool(self.options.compiled or self.options.generator)

    def package_id(self):
        if not self.info.options.compiled and not self.info.options.generator:
            self.info.clear()

    def layout(self):
        cmake_layout(self)

    def generate(self):
        if self.builds:
            CMakeDeps(self).generate()
            toolchain = CMakeToolchain(self)
            toolchain.cache_variables["BINDERY_BUILD_COMPILED"] = bool(self.options.compiled)
            toolchain.cache_variables["BINDERY_BUILD_CODEGEN"] = bool(self.options.generator)
            for part in ("BUILD_TOOLS", "BUILD_EXAMPLES", "BUILD_TESTS", "INSTALL", "WERROR"):
                toolchain.cache_variables[f"BINDERY_{part}"] = False
            toolchain.generate()

    def build(self):
        if self.builds:
            cmake = CMake(self)
            cmake.configure()
            if self.options.compiled:
                cmake.build(target="bindery_compiled")
            if self.options.generator:
                cmake.build(target="bindery-gen")

    def package(self):
        into = self.package_folder
        copy(self, "LICENSE", self.source_folder, os.path.join(into, "licenses"))
        copy(self, "*", os.path.join(self.source_folder, "include"), os.path.join(into, "include"))
        copy(self, "BinderyGenerate.cmake", os.path.join(self.source_folder, "cmake"), os.path.join(into, "lib", "cmake"))
        if self.options.compiled:
            for pattern in ("*bindery_compiled.a", "*bindery_compiled.lib"):
                copy(self, pattern, self.build_folder, os.path.join(into, "lib"), keep_path=False)
        if self.options.generator:
            for pattern in ("bindery-gen", "bindery-gen.exe"):
                copy(self, pattern, self.build_folder, os.path.join(into, "bin"), keep_path=False)

    # Conan writes its own find_package files from this; those that CMake would install are not packaged. What stands for
    # the whole package has a name of its own, so that bindery::bindery is the headers, whatever else there is.
    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "bindery")
        self.cpp_info.set_property("cmake_target_name", "bindery::everything")
        self.cpp_info.set_property("pkg_config_name", "bindery-everything")
        self.cpp_info.set_property("cmake_build_modules", [os.path.join("lib", "cmake", "BinderyGenerate.cmake")])

        headers = self.cpp_info.components["headers"]
        headers.set_property("cmake_target_name", "bindery::bindery")
        headers.set_property("pkg_config_name", "bindery")
        headers.requires = ["boost::headers", "boost::json", "openssl::ssl", "openssl::crypto"]
        headers.bindirs = []
        headers.libdirs = []
        if self.settings.get_safe("os") in ("Linux", "FreeBSD"):
            headers.system_libs = ["pthread"]

        if self.options.redis:
            redis = self.cpp_info.components["redis"]
            redis.set_property("cmake_target_name", "bindery::redis")
            redis.set_property("pkg_config_name", "bindery-redis")
            redis.requires = ["headers", "hiredis::hiredis"]
            redis.bindirs = []
            redis.libdirs = []

        if self.options.gzip:
            gzip = self.cpp_info.components["gzip"]
            gzip.set_property("cmake_target_name", "bindery::gzip")
            gzip.set_property("pkg_config_name", "bindery-gzip")
            gzip.requires = ["headers", "zlib::zlib"]
            gzip.bindirs = []
            gzip.libdirs = []

        if self.options.compiled:
            compiled = self.cpp_info.components["compiled"]
            compiled.set_property("cmake_target_name", "bindery::compiled")
            compiled.set_property("pkg_config_name", "bindery-compiled")
            compiled.requires = ["headers"]
            compiled.libs = ["bindery_compiled"]
            compiled.defines = ["BINDERY_COMPILED"]

        # As a tool: bindery_generate looks into the environment for the generator of this machine.
        if self.options.generator:
            generator = self.cpp_info.components["generator"]
            generator.set_property("cmake_target_name", "bindery::generator")
            generator.requires = ["cli11::cli11", "libxml2::libxml2", "md4c::md4c"]
            generator.includedirs = []
            generator.libdirs = []
            suffix = ".exe" if self.settings.os == "Windows" else ""
            self.buildenv_info.define_path("BINDERY_GENERATOR", os.path.join(self.package_folder, "bin", f"bindery-gen{suffix}"))
