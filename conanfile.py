import os

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy

required_conan_version = ">=2.0"


class BinderyConan(ConanFile):
    name = "bindery"
    version = "0.1.0"
    license = "BSL-1.0"
    description = "Binds API reference pages into C++"
    topics = ("api", "client", "server", "code-generator", "header-only")
    settings = "os", "arch", "compiler", "build_type"
    options = {"compiled": [True, False]}
    default_options = {"compiled": False}
    exports_sources = "CMakeLists.txt", "cmake/*", "include/*", "LICENSE"
    no_copy_source = True

    def requirements(self):
        # The headers include both.
        self.requires("boost/[>=1.81 <2]", transitive_headers=True, transitive_libs=True)
        self.requires("openssl/[>=3 <4]", transitive_headers=True, transitive_libs=True)

    def validate(self):
        check_min_cppstd(self, 20)

    def package_id(self):
        if not self.info.options.compiled:
            self.info.clear()

    def layout(self):
        cmake_layout(self)

    def generate(self):
        if self.options.compiled:
            CMakeDeps(self).generate()
            toolchain = CMakeToolchain(self)
            for part in ("CODEGEN", "TOOLS", "EXAMPLES", "TESTS"):
                toolchain.cache_variables[f"BINDERY_BUILD_{part}"] = False
            toolchain.cache_variables["BINDERY_WERROR"] = False
            toolchain.generate()

    def build(self):
        if self.options.compiled:
            cmake = CMake(self)
            cmake.configure()
            cmake.build(target="bindery_compiled")

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        copy(self, "*", os.path.join(self.source_folder, "include"), os.path.join(self.package_folder, "include"))
        if self.options.compiled:
            lib = os.path.join(self.package_folder, "lib")
            copy(self, "*.a", self.build_folder, lib, keep_path=False)
            copy(self, "*.lib", self.build_folder, lib, keep_path=False)

    # Conan writes its own find_package files from this; those that CMake would install are not packaged.
    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "bindery")

        headers = self.cpp_info.components["headers"]
        headers.set_property("cmake_target_name", "bindery::bindery")
        headers.requires = ["boost::headers", "boost::json", "openssl::ssl", "openssl::crypto"]
        headers.bindirs = []
        headers.libdirs = []
        if self.settings.os in ("Linux", "FreeBSD"):
            headers.system_libs = ["pthread"]

        if self.options.compiled:
            compiled = self.cpp_info.components["compiled"]
            compiled.set_property("cmake_target_name", "bindery::compiled")
            compiled.requires = ["headers"]
            compiled.libs = ["bindery_compiled"]
            compiled.defines = ["BINDERY_COMPILED"]
