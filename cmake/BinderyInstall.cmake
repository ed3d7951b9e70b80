# Installs the headers, the compiled library and the generator if they are built, the documents, and what
# find_package(bindery) and pkg-config read. Each of headers, compiled, gen, redis and gzip has targets of its own, so that
# a package may leave the others out and a user bring a generator along.
include(CMakePackageConfigHelpers)

set(config_dir "${CMAKE_INSTALL_LIBDIR}/cmake/bindery")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/bindery" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")

install(TARGETS bindery EXPORT bindery-headers)
set(components headers)
if(BINDERY_BUILD_COMPILED)
    install(TARGETS bindery_compiled EXPORT bindery-compiled ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
    list(APPEND components compiled)
endif()
if(BINDERY_BUILD_CODEGEN)
    install(TARGETS bindery-gen EXPORT bindery-gen RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
    list(APPEND components gen)
endif()
if(BINDERY_REDIS)
    install(TARGETS bindery_redis EXPORT bindery-redis)
    install(FILES "${PROJECT_SOURCE_DIR}/cmake/BinderyHiredis.cmake" DESTINATION "${config_dir}")
    list(APPEND components redis)
endif()
if(BINDERY_GZIP)
    install(TARGETS bindery_gzip EXPORT bindery-gzip)
    list(APPEND components gzip)
endif()
foreach(component IN LISTS components)
    install(EXPORT bindery-${component} NAMESPACE bindery:: DESTINATION "${config_dir}" FILE bindery-${component}-targets.cmake)
endforeach()

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
# Messages of the generator name documents by where they are put here.
install(
    FILES "${PROJECT_SOURCE_DIR}/README.md" "${PROJECT_SOURCE_DIR}/CHANGELOG.md" "${PROJECT_SOURCE_DIR}/SECURITY.md"
    DESTINATION "${CMAKE_INSTALL_DOCDIR}"
)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

include(BinderyPkgConfig)
if(is_top_level)
    include(BinderyPack)
endif()
