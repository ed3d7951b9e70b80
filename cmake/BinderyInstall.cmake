# Installs the headers, the compiled library, the generator if it was built, and what find_package(bindery) reads.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(config_dir "${CMAKE_INSTALL_LIBDIR}/cmake/bindery")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/bindery" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")

install(
    TARGETS bindery bindery_compiled
    EXPORT bindery-targets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
)
if(TARGET bindery-gen)
    install(TARGETS bindery-gen EXPORT bindery-targets RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
install(EXPORT bindery-targets NAMESPACE bindery:: DESTINATION "${config_dir}")

configure_package_config_file(
    "${PROJECT_SOURCE_DIR}/cmake/bindery-config.cmake.in" "${PROJECT_BINARY_DIR}/bindery-config.cmake"
    INSTALL_DESTINATION "${config_dir}"
)
write_basic_package_version_file(
    "${PROJECT_BINARY_DIR}/bindery-config-version.cmake"
    COMPATIBILITY SameMinorVersion # until 1.0 a minor version may break
)
install(
    FILES "${PROJECT_BINARY_DIR}/bindery-config.cmake" "${PROJECT_BINARY_DIR}/bindery-config-version.cmake"
          "${PROJECT_SOURCE_DIR}/cmake/BinderyGenerate.cmake"
    DESTINATION "${config_dir}"
)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/licenses/bindery")
